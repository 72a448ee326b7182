from _own_circle_a import v
