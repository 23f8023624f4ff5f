package io.ztoq.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The few simple tags that ztoq adds to texts; which tags qTest keeps beyond these is unknown
 * (api-contract.md 2.5).
 */
public final class Html {

  /** Ends a line in a text that is read as HTML by some and as plain text by others. */
  public static final String BREAK = "<br>\n";

  private static final Pattern TAG = Pattern.compile("</?[A-Za-z][^<>]*>");
  private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");

  private Html() {}

  /** Plain text as HTML. */
  public static String escape(String plain) {
    return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  public static boolean hasMarkup(String text) {
    return text.indexOf('<') >= 0 && TAG.matcher(text).find();
  }

  public static boolean hasLineEnd(String text) {
    return text.indexOf('\n') >= 0 || text.indexOf('\r') >= 0;
  }

  /** Line ends become {@code <br>}; what is HTML stays as it is. */
  public static String breakLines(String text) {
    return hasLineEnd(text) ? LINE_END.matcher(text).replaceAll("<br>") : text;
  }

  /** {@code <b>label:</b> value}; both plain texts. */
  public static String labelled(String label, String value) {
    return "<b>" + escape(label) + ":</b> " + escape(value);
  }

  /** Non-empty parts, one per line. */
  public static String lines(List<String> parts) {
    List<String> kept = new ArrayList<>(parts);
    kept.removeIf(String::isEmpty);
    return String.join(BREAK, kept);
  }
}
