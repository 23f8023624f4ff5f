package io.ztoq.sandbox.qtest;

/** What a qTest site may do or not: the documents are silent or sites differ. */
public enum QTestTrait {
  /** Answers hold keys that nobody documented, and null for empty texts. */
  LOOSE_SHAPES,
  /** Page objects begin with the newest row: no order is promised. */
  NEWEST_FIRST,
  /** A field or option may have the label of another one; counted as a violation. */
  EQUAL_LABELS,
  /** A file that came in a moment ago is only handed out by {@code forceDownload=true}. */
  UNSCANNED_FILES,
  /** The name of a file stays as it was sent, percent-encoded or not. */
  FILE_NAMES_AS_SENT,
  /** A search finds logs by their note. */
  NOTES_SEARCHED,
  /** A search may say {@code =} of a text. */
  TEXT_EQUALITY,
  /** The log with the latest end is the latest one of its run, not the one that came last. */
  LATEST_BY_DATE
}
