package io.ztoq.tenancy;

import io.ztoq.schema.Sql;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Changes of the schema that a migration of tenants needs: before it the table of tenants and the
 * columns that point to it, still nullable; after it their indexes.
 */
final class Preparation {

  private static final String CREATE_TENANTS =
      """
      CREATE TABLE tenants (
        id VARCHAR NOT NULL PRIMARY KEY,
        name VARCHAR NOT NULL,
        slug VARCHAR NOT NULL UNIQUE,
        plan VARCHAR NOT NULL DEFAULT 'free' CHECK (plan IN ('free', 'pro', 'enterprise')),
        status VARCHAR NOT NULL DEFAULT 'trial' CHECK (status IN ('active', 'suspended', 'trial')),
        settings JSON DEFAULT '{}',
        created_at TIMESTAMP,
        updated_at TIMESTAMP
      )""";

  private static final String COLUMNS = "tenant_columns";
  private static final String INDEXES = "tenant_indexes";

  /** Of all changes that this makes. */
  static final Set<String> NAMES = Set.of(COLUMNS, INDEXES);

  private Preparation() {}

  /** What is missing before rows can be changed; empty when nothing is. */
  static Optional<SchemaChange> columns(TenantPlan plan) {
    List<String> up = new ArrayList<>();
    List<String> down = new ArrayList<>();
    Optional<TableShape> tenants = plan.graph().find(TenantPlan.TENANTS);
    if (tenants.isEmpty()) {
      up.add(CREATE_TENANTS);
      down.add("DROP TABLE tenants");
    }
    String type = tenants.map(one -> one.column("id").type()).orElse("VARCHAR");
    for (PlannedTable table : plan.tables()) {
      if (!table.hasTenant()) {
        String name = Dialect.quoted(table.name());
        up.add("ALTER TABLE %s ADD COLUMN tenant_id %s".formatted(name, type));
        down.add("ALTER TABLE %s DROP COLUMN tenant_id".formatted(name));
      }
    }
    return change(COLUMNS, List.of(), up, down);
  }

  /** Indexes that are missing on the columns of the tenants. */
  static Optional<SchemaChange> indexes(Sql sql, TenantPlan plan) throws SQLException {
    List<String> up = new ArrayList<>();
    List<String> down = new ArrayList<>();
    for (PlannedTable table : plan.tables()) {
      if (!Catalogue.hasIndex(sql, table.name(), PlannedTable.TENANT)) {
        String index = Dialect.quoted("ix_%s_tenant_id".formatted(table.name()));
        String beside =
            sql.isSqlite() || Catalogue.isPartitioned(sql, table.name()) ? "" : " CONCURRENTLY";
        up.add(
            "CREATE INDEX%s %s ON %s (tenant_id)"
                .formatted(beside, index, Dialect.quoted(table.name())));
        down.add("DROP INDEX IF EXISTS " + index);
      }
    }
    // beside reading and writing, which is not possible in a transaction
    List<String> header = sql.isSqlite() ? List.of() : List.of("transaction: none");
    return change(INDEXES, header, up, down);
  }

  private static Optional<SchemaChange> change(
      String name, List<String> header, List<String> up, List<String> down) {
    Collections.reverse(down);
    return up.isEmpty() ? Optional.empty() : Optional.of(new SchemaChange(name, header, up, down));
  }
}
