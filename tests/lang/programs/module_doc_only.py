"doc"
