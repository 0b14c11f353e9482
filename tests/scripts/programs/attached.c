/* Attaches every program of the BPF object that its first word names, until it is ended. */

#include <bpf/libbpf.h>
#include <stdio.h>
#include <unistd.h>

int main(int count, char** words) {
  struct bpf_object* object = count == 2 ? bpf_object__open_file(words[1], NULL) : NULL;
  if (!object || bpf_object__load(object) != 0) return 1;
  struct bpf_program* program;
  bpf_object__for_each_program(program, object) if (!bpf_program__attach(program)) return 1;
  puts("attached");
  fflush(stdout);
  return pause();
}
