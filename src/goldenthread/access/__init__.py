"""Who is asking and what they may do: people who sign in, roles, scope, and the trail of what was done."""
