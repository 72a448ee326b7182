# concurrent - a package that holds futures and nothing else.
