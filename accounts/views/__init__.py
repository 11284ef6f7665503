"""Pages about the people who sign in. Signing in itself is the sign-in library's."""
