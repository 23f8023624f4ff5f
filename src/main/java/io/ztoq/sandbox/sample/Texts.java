package io.ztoq.sandbox.sample;

import java.util.List;

/**
 * Names and texts of the sample entities, with what makes trouble: HTML, mentions, placeholders,
 * scripts of all kinds.
 */
final class Texts {

  static final List<String> PEOPLE =
      List.of(
          "5b10ac8d82e05b22cc7d4ef5",
          "5b10a2844c20165700ede21g",
          "712020:7b1d1f0a-5f3e-4c6d-9a51-3c1c6d1f7a10",
          "5b109f2e9729b51b54dc274d",
          "557058:1f2e3d4c-0000-4000-8000-0123456789ab");

  private static final List<String> ACTIONS =
      List.of(
          "Open", "Save", "Cancel", "Refund", "Export", "Approve", "Reject", "Search", "Print",
          "Archive");
  private static final List<String> THINGS =
      List.of(
          "invoice",
          "payment",
          "order",
          "customer",
          "card",
          "mandate",
          "report",
          "account",
          "user",
          "voucher");
  private static final List<String> PLACES =
      List.of(
          "from the list",
          "in the portal",
          "by mail",
          "on a phone",
          "after midnight",
          "twice",
          "without rights");
  private static final List<String> STRANGE_NAMES =
      List.of(
          "Emoji \uD83D\uDE80 in a name \uD83D\uDC69\u200D\uD83D\uDCBB and \uD835\uDD46",
          "\u0641\u0627\u062A\u0648\u0631\u0629 \u062C\u062F\u064A\u062F\u0629 - \u05D7\u05E9\u05D1\u05D5\u05E0\u05D9\u05EA",
          "\u8ACB\u6C42\u66F8\u3092\u958B\u304F / \u0441\u0447\u0451\u0442 & \u00E9t\u00E9 \"quoted\" 'single'");
  private static final String CDN = "https://cloudfront.tm4j.smartbear.com/2f3c/images/";

  private final Dice dice;

  Texts(Dice dice) {
    this.dice = dice;
  }

  Dice dice() {
    return dice;
  }

  /**
   * Name of test case {@code number}; 12 and 13 are the strange and the long one, 16 and 17 share
   * theirs.
   */
  String caseName(int number) {
    int sort = number <= 20 ? number : dice.roll("name", number, 400) + 1;
    return switch (sort) {
      case 12 -> STRANGE_NAMES.get(number % 3);
      case 18 -> STRANGE_NAMES.get((number + 1) % 3);
      case 13 -> longName(number);
      case 16, 17 -> "Log in and out";
      default -> sentence("name", number) + (number % 50 == 0 ? "" : " #" + number);
    };
  }

  private static String longName(int number) {
    String start = "A very long name of case " + number + ": ";
    return start + "x".repeat(255 - start.length());
  }

  String sentence(String topic, long number) {
    return dice.pick(topic + "a", number, ACTIONS)
        + " the "
        + dice.pick(topic + "t", number, THINGS)
        + " "
        + dice.pick(topic + "p", number, PLACES);
  }

  String person(String topic, long number) {
    return dice.pick(topic, number, PEOPLE);
  }

  /**
   * A piece of HTML; now and then with a mention, an image of the CDN, a placeholder or escaped
   * signs.
   */
  String html(String topic, long number) {
    String sentence = sentence(topic, number);
    return switch (dice.roll(topic + "html", number, 12)) {
      case 0 -> sentence + "<br>ask [~accountid:" + person(topic, number) + "] or [~jsmith]";
      case 1 -> "<p>" + sentence + "</p><img src=\"" + CDN + number + ".png\" alt=\"shot\">";
      case 2 -> sentence + " as {user} with <span class=\"atwho-inserted\">{password}</span>";
      case 3 -> sentence + " &lt;b&gt; &amp; a &lt; b, <i>\u00fc\u4e2d\uD83D\uDE00</i>";
      case 4 -> "<ul><li>" + sentence + "</li><li><strong>and</strong> wait</li></ul>";
      case 5 -> "<table><tr><td>" + sentence + "</td><td>1</td></tr></table>";
      default -> sentence;
    };
  }
}
