/* type_table.c - which C code stands behind each layout. The order is that of types.def by
 * construction. */
#include "object/code/cell.h"
#include "object/code/code.h"
#include "object/code/frame.h"
#include "object/code/function.h"
#include "object/code/generator.h"
#include "object/code/module.h"
#include "object/container/deque.h"
#include "object/container/dict.h"
#include "object/container/iterators.h"
#include "object/container/list.h"
#include "object/container/mappingproxy.h"
#include "object/container/odict.h"
#include "object/container/range.h"
#include "object/container/set.h"
#include "object/container/slice.h"
#include "object/container/tuple.h"
#include "object/core/singletons.h"
#include "object/exception/exception.h"
#include "object/exception/traceback.h"
#include "object/io/io.h"
#include "object/library/array.h"
#include "object/library/itertools.h"
#include "object/library/library.h"
#include "object/library/op_getters.h"
#include "object/library/random.h"
#include "object/library/regex.h"
#include "object/number/bool.h"
#include "object/number/c_scalar.h"
#include "object/number/complex.h"
#include "object/number/float.h"
#include "object/number/int.h"
#include "object/protocol/abstract.h"
#include "object/text/bytearray.h"
#include "object/text/bytes.h"
#include "object/text/memory_view.h"
#include "object/text/str.h"
#include "object/thread/local.h"
#include "object/thread/lock.h"
#include "object/thread/simple_queue.h"
#include "object/type/descriptor.h"
#include "object/type/generic_alias.h"
#include "object/type/instance.h"
#include "object/type/namespace.h"
#include "object/type/object_type.h"
#include "object/type/type.h"
#include "object/type/weakref.h"

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
    [TYPE_COMPLEX] = &complex_ops,
    [TYPE_STR] = &str_ops,
    [TYPE_BYTES] = &bytes_ops,
    [TYPE_BYTEARRAY] = &bytearray_ops,
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
    [TYPE_GENERATOR] = &generator_ops,
    [TYPE_TRACEBACK] = &traceback_ops,
    [TYPE_EXCEPTION] = &exception_ops,
    [TYPE_DEFAULT_DICT] = &default_dict_ops,
    [TYPE_ORDERED_DICT] = &odict_ops,
    [TYPE_ODICT_KEYS] = &odict_keys_ops,
    [TYPE_ODICT_VALUES] = &odict_values_ops,
    [TYPE_ODICT_ITEMS] = &odict_items_ops,
    [TYPE_ODICT_ITERATOR] = &odict_iterator_ops,
    [TYPE_DEQUE] = &deque_ops,
    [TYPE_DEQUE_ITERATOR] = &deque_iterator_ops,
    [TYPE_DEQUE_REVERSE_ITERATOR] = &deque_reverse_iterator_ops,
    [TYPE_CHAIN] = &chain_ops,
    [TYPE_ISLICE] = &islice_ops,
    [TYPE_STARMAP] = &starmap_ops,
    [TYPE_TAKEWHILE] = &takewhile_ops,
    [TYPE_DROPWHILE] = &dropwhile_ops,
    [TYPE_FILTERFALSE] = &filterfalse_ops,
    [TYPE_COMPRESS] = &compress_ops,
    [TYPE_ACCUMULATE] = &accumulate_ops,
    [TYPE_ZIP_LONGEST] = &zip_longest_ops,
    [TYPE_PAIRWISE] = &pairwise_ops,
    [TYPE_BATCHED] = &batched_ops,
    [TYPE_GROUPBY] = &groupby_ops,
    [TYPE_GROUPER] = &grouper_ops,
    [TYPE_TEE] = &tee_ops,
    [TYPE_TEE_DATA] = &tee_data_ops,
    [TYPE_PRODUCT] = &product_ops,
    [TYPE_COMBINATIONS] = &combinations_ops,
    [TYPE_COMBINATIONS_WITH_REPLACEMENT] = &combinations_with_replacement_ops,
    [TYPE_PERMUTATIONS] = &permutations_ops,
    [TYPE_ITEMGETTER] = &itemgetter_ops,
    [TYPE_ATTRGETTER] = &attrgetter_ops,
    [TYPE_PATTERN] = &pattern_ops,
    [TYPE_MATCH] = &match_ops,
    [TYPE_SCANNER] = &scanner_ops,
    [TYPE_TEMPLATE] = &template_ops,
    [TYPE_ARRAY] = &array_ops,
    [TYPE_ARRAY_ITERATOR] = &array_iterator_ops,
    [TYPE_METHODCALLER] = &methodcaller_ops,
    [TYPE_RANDOM] = &random_ops,
    [TYPE_LOCK] = &lock_ops,
    [TYPE_RLOCK] = &rlock_ops,
    [TYPE_THREAD_HANDLE] = &thread_handle_ops,
    [TYPE_LOCAL] = &local_ops,
    [TYPE_LOCAL_DUMMY] = &local_dummy_ops,
    [TYPE_SIMPLE_QUEUE] = &simple_queue_ops,
    [TYPE_COUNT_ITERATOR] = &count_ops,
    [TYPE_CYCLE] = &cycle_ops,
    [TYPE_REPEAT] = &repeat_ops,
    [TYPE_WEAKREF] = &weakref_ops,
    [TYPE_WEAK_PROXY] = &weak_proxy_ops,
    [TYPE_WEAK_CALLABLE_PROXY] = &weak_callable_proxy_ops,
    [TYPE_LIST_ITERATOR] = &list_iterator_ops,
    [TYPE_MANAGED_BUFFER] = &managed_buffer_ops,
    [TYPE_MEMORYVIEW] = &memoryview_ops,
    [TYPE_LIST_REVERSE_ITERATOR] = &list_reverse_iterator_ops,
    [TYPE_TUPLE_ITERATOR] = &tuple_iterator_ops,
    [TYPE_STR_ITERATOR] = &str_iterator_ops,
    [TYPE_STR_ASCII_ITERATOR] = &str_iterator_ops,
    [TYPE_BYTES_ITERATOR] = &bytes_iterator_ops,
    [TYPE_BYTEARRAY_ITERATOR] = &bytearray_iterator_ops,
    [TYPE_MEMORY_ITERATOR] = &memory_iterator_ops,
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
    [TYPE_GENERIC_ALIAS] = &generic_alias_ops,
    [TYPE_ALIAS_ITERATOR] = &generic_alias_iterator_ops,
    [TYPE_UNION] = &union_ops,
    [TYPE_REVERSED] = &reversed_ops,
    [TYPE_ENUMERATE] = &enumerate_ops,
    [TYPE_ZIP] = &zip_ops,
    [TYPE_MAP] = &map_ops,
    [TYPE_FILTER] = &filter_ops,
    [TYPE_CTYPES_SCALAR] = &ctypes_scalar_ops,
    [TYPE_PARTIAL] = &partial_ops,
    [TYPE_CACHE_LINK] = &cache_link_ops,
    [TYPE_LRU_CACHE] = &lru_cache_ops,
    [TYPE_IO_BASE] = &io_base_ops,
    [TYPE_RAW_IO_BASE] = &raw_io_base_ops,
    [TYPE_BUFFERED_IO_BASE] = &buffered_io_base_ops,
    [TYPE_TEXT_IO_BASE] = &text_io_base_ops,
    [TYPE_FILE_IO] = &file_io_ops,
    [TYPE_SOCKET] = &socket_ops,
    [TYPE_BUFFERED_READER] = &buffered_reader_ops,
    [TYPE_BUFFERED_WRITER] = &buffered_writer_ops,
    [TYPE_BUFFERED_RANDOM] = &buffered_random_ops,
    [TYPE_TEXT_IO] = &text_io_ops,
    [TYPE_STRING_IO] = &string_io_ops,
    [TYPE_BYTES_IO] = &bytes_io_ops,
    [TYPE_NEWLINE_DECODER] = &newline_decoder_ops,
    [TYPE_ABC_DATA] = &abc_data_ops,
    [TYPE_NAMESPACE] = &namespace_ops,
};
