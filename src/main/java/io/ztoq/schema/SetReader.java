package io.ztoq.schema;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads a folder of migrations and finds everything that is wrong with it at once. */
final class SetReader {

  private static final Pattern NAME = Pattern.compile("([VU])(\\d{1,10})__([A-Za-z0-9_.-]+)\\.sql");

  /** Flyway's column for the words of a name. */
  private static final int LONGEST_NAME = 200;

  private final String place;
  private final List<String> problems = new ArrayList<>();
  private final Map<String, Named> ups = new TreeMap<>(Numbers::compare);
  private final Map<String, Named> downs = new TreeMap<>(Numbers::compare);

  SetReader(String place) {
    this.place = place;
  }

  MigrationSet read(Path folder, String vendor) {
    if (!Files.isDirectory(folder)) {
      throw SchemaFailures.usage(
          "SCH-003",
          "there is no folder %s with migrations; name it with --migrations, or begin with `ztoq schema new NAME`"
              .formatted(folder));
    }
    Map<String, SqlFile> files = new LinkedHashMap<>(filesOf(folder));
    Path own = folder.resolve(vendor);
    if (Files.isDirectory(own)) {
      files.putAll(filesOf(own));
    }
    return of(List.copyOf(files.values()));
  }

  MigrationSet of(List<SqlFile> files) {
    files.forEach(this::sort);
    List<Migration> migrations = ups.keySet().stream().map(this::migration).toList();
    downs.forEach(
        (number, down) -> {
          if (!ups.containsKey(number)) {
            problems.add("%s: there is no V%s to take back".formatted(down.file().place(), number));
          }
        });
    migrations.forEach(this::checkRequired);
    if (!problems.isEmpty()) {
      throw SchemaFailures.usage(
          "SCH-003",
          "the migrations in %s cannot be used, nothing was done:%n  %s"
              .formatted(place, String.join("\n  ", problems)));
    }
    return new MigrationSet(place, migrations);
  }

  private void sort(SqlFile file) {
    Matcher found = NAME.matcher(file.name());
    if (!found.matches()) {
      problems.add(
          "%s: is neither V001__words.sql nor U001__words.sql (three digits, two underscores)"
              .formatted(file.place()));
      return;
    }
    Optional<String> number = Numbers.normal(found.group(2));
    if (number.isEmpty() || !number.get().equals(found.group(2))) {
      problems.add(
          "%s: write its number as %s".formatted(file.place(), number.orElse("three digits")));
    } else if (number.get().equals(Numbers.NOTHING)) {
      problems.add("%s: 000 means before the first migration".formatted(file.place()));
    } else if (found.group(3).length() > LONGEST_NAME) {
      problems.add("%s: its name is longer than %d".formatted(file.place(), LONGEST_NAME));
    } else {
      add(found.group(1).equals("V") ? ups : downs, number.get(), new Named(found.group(3), file));
    }
  }

  private void add(Map<String, Named> kind, String number, Named named) {
    Named other = kind.putIfAbsent(number, named);
    if (other != null) {
      problems.add(
          "%s: has the number of %s".formatted(named.file().place(), other.file().place()));
    }
  }

  private Migration migration(String number) {
    Named up = Objects.requireNonNull(ups.get(number));
    Named down = downs.get(number);
    HeaderReader upReader = new HeaderReader(up.file().place(), problems);
    MigrationHeader header = upReader.read(up.file().text());
    if (upReader.isIrreversible()) {
      problems.add("%s: 'rollback: none' belongs into its U file".formatted(up.file().place()));
    }
    boolean downTransactional = true;
    if (down != null) {
      if (!down.name().equals(up.name())) {
        problems.add(
            "%s: must have the name of %s".formatted(down.file().place(), up.file().name()));
      }
      MigrationHeader back =
          new HeaderReader(down.file().place(), problems).read(down.file().text());
      downTransactional = back.transactional();
      if (!new MigrationHeader(List.of(), List.of(), List.of(), List.of(), downTransactional, 0)
          .equals(back)) {
        problems.add(
            "%s: only 'transaction: none' and 'rollback: none' may stand here"
                .formatted(down.file().place()));
      }
    }
    return new Migration(
        number, up.name(), up.file(), down == null ? null : down.file(), header, downTransactional);
  }

  private void checkRequired(Migration migration) {
    for (String required : migration.header().requires()) {
      if (!ups.containsKey(required)) {
        problems.add(
            "%s: requires %s, which is not there".formatted(migration.up().place(), required));
      } else if (Numbers.compare(required, migration.number()) >= 0) {
        problems.add(
            "%s: requires %s, which does not come before it"
                .formatted(migration.up().place(), required));
      }
    }
    if (migration.header().batch() > 0 && !migration.header().transactional()) {
      problems.add(
          "%s: 'batch' has transactions of its own; leave 'transaction: none' out"
              .formatted(migration.up().place()));
    }
  }

  private Map<String, SqlFile> filesOf(Path folder) {
    Map<String, SqlFile> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".sql") && !Files.isDirectory(file)) {
          read(file).ifPresent(text -> files.put(name, new SqlFile(file.toString(), name, text)));
        }
      }
    } catch (IOException problem) {
      problems.add("%s: cannot be listed: %s".formatted(folder, problem.getMessage()));
    }
    return files;
  }

  private Optional<String> read(Path file) {
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
    } catch (CharacterCodingException problem) {
      problems.add("%s: is not UTF-8".formatted(file));
    } catch (IOException problem) {
      problems.add("%s: cannot be read: %s".formatted(file, problem.getMessage()));
    }
    return Optional.empty();
  }

  private record Named(String name, SqlFile file) {}
}
