/* type_table.c - which C code stands behind each layout. The order is that of types.def by
 * construction. */
#include "object/abstract.h"
#include "object/bool.h"
#include "object/bytes.h"
#include "object/cell.h"
#include "object/code.h"
#include "object/descriptor.h"
#include "object/dict.h"
#include "object/exception.h"
#include "object/float.h"
#include "object/frame.h"
#include "object/function.h"
#include "object/instance.h"
#include "object/int.h"
#include "object/iterators.h"
#include "object/list.h"
#include "object/mappingproxy.h"
#include "object/module.h"
#include "object/object_type.h"
#include "object/range.h"
#include "object/set.h"
#include "object/singletons.h"
#include "object/slice.h"
#include "object/str.h"
#include "object/traceback.h"
#include "object/tuple.h"
#include "object/type.h"
#include "object/weakref.h"

/* These two belong to modules of the VM (ctypes, types): the table names them without their
 * headers. */
extern const TypeOps ctypes_scalar_ops, namespace_ops;

const TypeOps *const type_ops[TYPE_COUNT] = {
    [TYPE_OBJECT] = &object_ops,
    [TYPE_TYPE] = &type_type_ops,
    [TYPE_INSTANCE] = &instance_ops,
    [TYPE_NONE] = &none_ops,
    [TYPE_NOTIMPLEMENTED] = &notimplemented_ops,
    [TYPE_ELLIPSIS] = &ellipsis_ops,
    [TYPE_INT] = &int_ops,
    [TYPE_BOOL] = &bool_ops,
    [TYPE_FLOAT] = &float_ops,
    [TYPE_STR] = &str_ops,
    [TYPE_BYTES] = &bytes_ops,
    [TYPE_LIST] = &list_ops,
    [TYPE_TUPLE] = &tuple_ops,
    [TYPE_DICT] = &dict_ops,
    [TYPE_SET] = &set_ops,
    [TYPE_FROZENSET] = &frozenset_ops,
    [TYPE_RANGE] = &range_ops,
    [TYPE_SLICE] = &slice_ops,
    [TYPE_FUNCTION] = &function_ops,
    [TYPE_METHOD] = &method_ops,
    [TYPE_BUILTIN] = &builtin_ops,
    [TYPE_METHOD_DESCRIPTOR] = &method_descriptor_ops,
    [TYPE_SLOT_WRAPPER] = &slot_wrapper_ops,
    [TYPE_METHOD_WRAPPER] = &method_wrapper_ops,
    [TYPE_GETSET] = &getset_ops,
    [TYPE_MEMBER] = &member_ops,
    [TYPE_MAPPINGPROXY] = &mappingproxy_ops,
    [TYPE_PROPERTY] = &property_ops,
    [TYPE_CLASSMETHOD] = &classmethod_ops,
    [TYPE_STATICMETHOD] = &staticmethod_ops,
    [TYPE_SUPER] = &super_ops,
    [TYPE_CELL] = &cell_ops,
    [TYPE_MODULE] = &module_ops,
    [TYPE_CODE] = &code_ops,
    [TYPE_FRAME] = &frame_ops,
    [TYPE_TRACEBACK] = &traceback_ops,
    [TYPE_EXCEPTION] = &exception_ops,
    [TYPE_WEAKREF] = &weakref_ops,
    [TYPE_LIST_ITERATOR] = &list_iterator_ops,
    [TYPE_LIST_REVERSE_ITERATOR] = &list_reverse_iterator_ops,
    [TYPE_TUPLE_ITERATOR] = &tuple_iterator_ops,
    [TYPE_STR_ITERATOR] = &str_iterator_ops,
    [TYPE_BYTES_ITERATOR] = &bytes_iterator_ops,
    [TYPE_RANGE_ITERATOR] = &range_iterator_ops,
    [TYPE_SET_ITERATOR] = &set_iterator_ops,
    [TYPE_DICT_KEYS] = &dict_keys_ops,
    [TYPE_DICT_VALUES] = &dict_values_ops,
    [TYPE_DICT_ITEMS] = &dict_items_ops,
    [TYPE_DICT_KEY_ITERATOR] = &dict_key_iterator_ops,
    [TYPE_DICT_VALUE_ITERATOR] = &dict_value_iterator_ops,
    [TYPE_DICT_ITEM_ITERATOR] = &dict_item_iterator_ops,
    [TYPE_SEQ_ITERATOR] = &seq_iterator_ops,
    [TYPE_CALLABLE_ITERATOR] = &callable_iterator_ops,
    [TYPE_REVERSED] = &reversed_ops,
    [TYPE_ENUMERATE] = &enumerate_ops,
    [TYPE_ZIP] = &zip_ops,
    [TYPE_MAP] = &map_ops,
    [TYPE_FILTER] = &filter_ops,
    [TYPE_CTYPES_SCALAR] = &ctypes_scalar_ops,
    [TYPE_NAMESPACE] = &namespace_ops,
};
