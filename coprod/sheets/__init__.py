"""The reviewer's sheets: the coding form, and a coded sheet with the answers in it."""
