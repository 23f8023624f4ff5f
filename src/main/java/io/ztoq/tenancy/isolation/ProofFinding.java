package io.ztoq.tenancy.isolation;

/**
 * Something that a proof found.
 *
 * @param leak false for what a user should only know
 * @param table the table, or another name; empty for the whole database
 * @param what is the matter
 * @param cure what to do
 */
public record ProofFinding(boolean leak, String table, String what, String cure) {

  static ProofFinding leak(String table, String what, String cure) {
    return new ProofFinding(true, table, what, cure);
  }

  static ProofFinding note(String table, String what, String cure) {
    return new ProofFinding(false, table, what, cure);
  }
}
