"""Letters and notices: to whom they go, what they must contain, how and when they went."""
