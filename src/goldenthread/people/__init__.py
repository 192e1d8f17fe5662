"""Children and young people, their families, where they live and learn, who works with them, and what is protected."""
