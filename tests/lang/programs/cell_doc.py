"no doc"
