// The room's first test file.
