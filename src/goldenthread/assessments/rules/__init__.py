"""What requests and decisions are judged by: pure, no Django."""
