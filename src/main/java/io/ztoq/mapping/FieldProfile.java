package io.ztoq.mapping;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What the values of one field look like, over all objects. Keeps at most as many different values
 * as a choice may have, so its size does not grow with the project. Not thread-safe.
 */
public final class FieldProfile {

  private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?(Z|[+-]\\d{2}:?\\d{2})?");
  private static final Pattern MIDNIGHT = Pattern.compile(".*T00:00(:00(\\.0+)?)?Z?");

  /**
   * Old ids of 24 letters and digits (in the vendor's own samples not only hexadecimal ones), and
   * those with a site number (Atlassian accounts; api-contract.md 1.8).
   */
  private static final Pattern ACCOUNT =
      Pattern.compile("(?=[a-z]*[0-9])[0-9a-z]{24}|[0-9a-z]{2,24}(:[0-9a-f-]{20,40}){1,2}");

  /** More than any choice may have by the rules, for fields that are declared to be one. */
  private static final int MOST_KEPT = 2000;

  private static final int LONGEST_KEPT = 500;

  private final CustomFieldRules rules;
  private final Map<String, String> users;
  private final Map<SourceValue.Kind, Long> kinds = new EnumMap<>(SourceValue.Kind.class);
  private final TreeSet<String> distinct = new TreeSet<>();
  private long count;
  private int longest;
  private boolean pureDates = true;
  private boolean anyPureDate;
  private boolean dateTimes = true;
  private boolean accounts = true;
  private boolean markup;

  public FieldProfile(CustomFieldRules rules, Map<String, String> users) {
    this.rules = rules;
    this.users = users;
  }

  public void add(SourceValue value) {
    count++;
    kinds.merge(value.kind(), 1L, Long::sum);
    for (String item : value.items()) {
      look(item);
    }
  }

  /** Number of values seen. */
  public long count() {
    return count;
  }

  /** Sorted; complete only for choices. */
  public List<String> distinct() {
    return List.copyOf(distinct);
  }

  /** What the field is, by all values together. */
  public FieldMeaning meaning() {
    if (kinds.size() != 1) {
      return FieldMeaning.TEXT_AREA;
    }
    return switch (kinds.keySet().iterator().next()) {
      case BOOLEAN -> FieldMeaning.BOOLEAN;
      case NUMBER -> FieldMeaning.NUMBER;
      case LIST -> listMeaning();
      case TEXT -> textMeaning();
      case OTHER -> FieldMeaning.TEXT_AREA;
    };
  }

  private void look(String item) {
    longest = Math.max(longest, item.length());
    if (distinct.size() < MOST_KEPT && item.length() <= LONGEST_KEPT && !distinct.add(item)) {
      return; // was looked at before
    }
    if (dateTimes) {
      lookForDates(item);
    }
    accounts = accounts && (ACCOUNT.matcher(item).matches() || users.containsKey(item));
    markup = markup || Html.hasLineEnd(item) || Html.hasMarkup(item);
  }

  /** Of no use any more when one value was neither. */
  private void lookForDates(String item) {
    boolean date = DATE.matcher(item).matches() && FieldConversion.isInstant(item);
    boolean dateTime =
        !date && DATE_TIME.matcher(item).matches() && FieldConversion.isInstant(item);
    anyPureDate |= date;
    pureDates &= date || (dateTime && MIDNIGHT.matcher(item).matches());
    dateTimes = date || dateTime;
  }

  private FieldMeaning listMeaning() {
    if (distinct.isEmpty()) {
      return FieldMeaning.MULTI_CHOICE;
    }
    if (accounts) {
      return FieldMeaning.USER;
    }
    boolean fits = distinct.size() <= rules.choices().mostMultiOptions() && isEveryItemAnOption();
    return fits ? FieldMeaning.MULTI_CHOICE : FieldMeaning.TEXT_AREA;
  }

  private FieldMeaning textMeaning() {
    if (dateTimes) {
      return pureDates && anyPureDate ? FieldMeaning.DATE : FieldMeaning.DATE_TIME;
    }
    if (accounts) {
      return FieldMeaning.USER;
    }
    if (markup) {
      return FieldMeaning.RICH_TEXT;
    }
    if (isChoice()) {
      return FieldMeaning.SINGLE_CHOICE;
    }
    return longest > rules.longestText() ? FieldMeaning.TEXT_AREA : FieldMeaning.TEXT;
  }

  private boolean isChoice() {
    return isEveryItemAnOption()
        && distinct.size() <= rules.choices().mostOptions()
        && count >= (long) distinct.size() * rules.choices().leastRepeats();
  }

  private boolean isEveryItemAnOption() {
    return longest <= rules.choices().longestOption();
  }
}
