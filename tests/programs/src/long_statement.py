# A statement of many lines in a traceback: the newest version shows its ends and how many are left out.
def fails(*what):
    return what[0][len(what)]


class Long:
    words = 1
    words += 0
    words += 1
    words += 2
    words += 3
    words += 4
    words += 5
    words += 6
    words += 7
    words += 8
    words += 9
    words += 10
    words += 11
    words += 12
    words += 13
    words += 14
    words += 15
    words += 16
    words += 17
    words += 18
    words += 19
    words += 20
    words += 21
    words += 22
    words += 23
    words += 24
    words += 25
    words += 26
    words += 27
    words += 28
    words += 29
    words += 30
    words += 31
    words += 32
    words += 33
    words += 34
    words += 35
    words += 36
    words += 37
    words += 38
    words += 39
    words += 40
    words += 41
    words += 42
    words += 43
    words += 44
    words += 45
    words += 46
    words += 47
    words += 48
    words += 49
    words += 50
    words += 51
    words += 52
    words += 53
    words += 54
    words += 55
    words += 56
    words += 57
    words += 58
    words += 59
    words += 60
    words += 61
    words += 62
    words += 63
    words += 64
    words += 65
    words += 66
    words += 67
    words += 68
    words += 69
    try:
        fails(
            [1],
            0,
            1,
            2,
            3,
            4,
            5,
            6,
            7,
            8,
            9,
            10,
            11,
            12,
            13,
            14,
            15,
            16,
            17,
            18,
            19,
            20,
            21,
            22,
            23,
            24,
            25,
            26,
            27,
            28,
            29,
            30,
            31,
            32,
            33,
            34,
            35,
            36,
            37,
            38,
            39,
            40,
            41,
            42,
            43,
            44,
            45,
            46,
            47,
            48,
            49,
            50,
            51,
            52,
            53,
            54,
            55,
            56,
            57,
            58,
            59,
            60,
            61,
            62,
            63,
            64,
            65,
            66,
            67,
            68,
            69,
        )
    except IndexError:
        raise
