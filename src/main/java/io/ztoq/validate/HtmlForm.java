package io.ztoq.validate;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Entities.EscapeMode;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/**
 * The normal form in which two HTML fragments are the same for a reader: entities as characters,
 * attributes in double quotes, tags in lower case and closed, no blanks between tags, one blank for
 * several except in {@code <pre>}, no blanks at the ends.
 */
final class HtmlForm {

  private static final String BLOCK = "(?:br|p|div|ul|ol|li|pre|table|tbody|tr|td|th|h[1-6])";

  private HtmlForm() {}

  static boolean same(String one, String other) {
    return of(one).equals(of(other));
  }

  static String of(String html) {
    Document document = Jsoup.parseBodyFragment(html.replace("\r\n", "\n"));
    document.outputSettings().prettyPrint(false).escapeMode(EscapeMode.xhtml);
    document.body().traverse((node, depth) -> joinBlanks(node));
    return document
        .body()
        .html()
        .replaceAll("> +<", "><")
        .replaceAll(" +(?=</?" + BLOCK + "\\b)", "")
        .replaceAll("(</?" + BLOCK + "\\b[^>]*>) +", "$1")
        .strip();
  }

  private static void joinBlanks(Node node) {
    if (node instanceof TextNode text && !insidePre(text)) {
      text.text(text.getWholeText().replace('\u00a0', ' ').replaceAll("\\s+", " "));
    }
  }

  private static boolean insidePre(Node node) {
    for (Node parent = node.parent(); parent != null; parent = parent.parent()) {
      if (parent.nodeName().equals("pre")) {
        return true;
      }
    }
    return false;
  }
}
