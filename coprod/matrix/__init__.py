"""The evidence between two areas as a matrix of works for and against, with its gaps."""
