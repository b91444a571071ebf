"""Scripts around the application: demo office, play, documents, benchmark."""
