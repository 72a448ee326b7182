/* tree_objects.h - nodes of ast from a text: compile(..., PyCF_ONLY_AST). */
#ifndef OURO_VM_TREE_OBJECTS_H
#define OURO_VM_TREE_OBJECTS_H

#include "lang/compile.h"
#include "object/core/object.h"

enum { PYCF_ONLY_AST = 0x400 };

/* PyAST_mod2obj: the tree of a source, in the image, as nodes of the classes of the module _ast, which is imported. New, or NULL with
 * SyntaxError. */
Ob *tree_objects(Proc *p, const char *source, size_t len, const char *file, LangMode mode);
/* PyAST_Check: is it a node of _ast? False when that module was never imported. */
bool tree_is_node(Proc *p, Ob *o);
/* The source that a tree stands for, each statement on its line where it can be (_as_source of _ast_source.py); new. */
Ob *tree_source(Proc *p, Ob *tree);

#endif
