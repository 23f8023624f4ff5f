package io.ztoq.flow.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names of files on one object: the second of a name becomes {@code name (2).ext}, in the order of
 * their ids.
 */
final class UniqueNames {

  private UniqueNames() {}

  static List<TargetFile> of(List<SourceFile> files) {
    Set<String> taken = new HashSet<>();
    List<TargetFile> named = new ArrayList<>();
    for (SourceFile file :
        files.stream().sorted(Comparator.comparingLong(SourceFile::id)).toList()) {
      named.add(new TargetFile(free(file.name(), taken), file.sha256()));
    }
    return named;
  }

  private static String free(String name, Set<String> taken) {
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String extension = dot > 0 ? name.substring(dot) : "";
    String free = name;
    for (int number = 2; !taken.add(free); number++) {
      free = stem + " (" + number + ')' + extension;
    }
    return free;
  }
}
