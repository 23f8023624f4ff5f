package io.ztoq.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;

/** The options of a command, its own ones first, then those that many commands share. */
final class HelpOptions {

  private static final String OWN = "";

  private HelpOptions() {}

  static String text(Help help) {
    Map<String, List<OptionSpec>> groups = new LinkedHashMap<>();
    for (String title :
        new String[] {OWN, "Migration", "Zephyr Scale and qTest", "Store", "Settings and help"}) {
      groups.put(title, new ArrayList<>());
    }
    for (OptionSpec option : help.commandSpec().options()) {
      groups.computeIfAbsent(group(option), title -> new ArrayList<>()).add(option);
    }
    StringBuilder text = new StringBuilder();
    groups.forEach(
        (title, options) -> {
          if (!options.isEmpty()) {
            text.append(title.equals(OWN) ? "" : "%n%s:%n".formatted(title));
            text.append(help.optionListExcludingGroups(options));
          }
        });
    return text.toString();
  }

  private static String group(OptionSpec option) {
    String name = option.longestName();
    if (name.matches("--(zephyr|qtest)-.*")) {
      return "Zephyr Scale and qTest";
    } else if (name.startsWith("--db-")) {
      return "Store";
    }
    return switch (name) {
      case "--config", "--set", "--help", "--version" -> "Settings and help";
      case "--project-key",
          "--batch-size",
          "--max-workers",
          "--limit",
          "--incremental",
          "--include-attachments",
          "--custom-field-map" ->
          "Migration";
      default -> OWN;
    };
  }
}
