/* compare.h - the six comparisons, numbered as Py_LT ... Py_GE (Include/object.h): the one list
 * that the compiler's arguments and the objects' rich comparison share. */
#ifndef OURO_COMPARE_H
#define OURO_COMPARE_H

typedef enum CompareOp { CMP_LT, CMP_LE, CMP_EQ, CMP_NE, CMP_GT, CMP_GE } CompareOp;

#endif
