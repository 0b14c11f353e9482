# add_layer(name SOURCES file... [PUBLIC library...] [PRIVATE library...])
#
# A folder of sources as a library vdsobench::name. It links no layer but those that it names, so that
# what calls into another fails to link.
function(add_layer name)
  cmake_parse_arguments(LAYER "" "" "SOURCES;PUBLIC;PRIVATE" ${ARGN})
  add_library(vdsobench_${name} STATIC ${LAYER_SOURCES})
  add_library(vdsobench::${name} ALIAS vdsobench_${name})
  target_compile_features(vdsobench_${name} PUBLIC cxx_std_20)
  target_link_libraries(vdsobench_${name}
      PUBLIC ${LAYER_PUBLIC}
      PRIVATE vdsobench::options fmt::fmt ${LAYER_PRIVATE})
endfunction()
