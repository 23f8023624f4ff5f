package io.ztoq.store;

import java.util.regex.Pattern;

/**
 * What rejections with one cause have in common: code and message without the names of single
 * records. Values in quotes stay, since 'Urgent' and 'Blocker' need different cures.
 */
final class Fingerprint {

  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
  private static final Pattern UUID =
      Pattern.compile("\\b[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}\\b");
  private static final Pattern KEY = Pattern.compile("\\b[A-Z][A-Z_0-9]+-[A-Z]*\\d+\\b");
  private static final Pattern DIGEST = Pattern.compile("\\b[0-9a-f]{32,64}\\b");
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private Fingerprint() {}

  static String of(String code, String sourceKey, String message) {
    String general = sourceKey.isEmpty() ? message : message.replace(sourceKey, "#");
    return Json.sha256(code + "\n" + normalised(general));
  }

  /** Keys, ids, digests and numbers outside quotes become {@code #}; keys also inside them. */
  static String normalised(String message) {
    String general =
        KEY.matcher(DIGEST.matcher(UUID.matcher(message).replaceAll("#")).replaceAll("#"))
            .replaceAll("#");
    StringBuilder text = new StringBuilder();
    var quoted = QUOTED.matcher(general);
    int from = 0;
    while (quoted.find()) {
      text.append(NUMBER.matcher(general.substring(from, quoted.start())).replaceAll("#"))
          .append(quoted.group());
      from = quoted.end();
    }
    return text.append(NUMBER.matcher(general.substring(from)).replaceAll("#")).toString();
  }
}
