try:
    a
finally:
    b
try:
    a
except E:
    b
finally:
    c
try:
    a
except E as e:
    b
else:
    c
finally:
    d
try:
    try:
        a
    finally:
        b
finally:
    c
try:
    pass
finally:
    pass
try: a
finally: b
try:
    a
finally:
    try:
        b
    except E:
        c
