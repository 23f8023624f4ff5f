package io.ztoq.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Reads PostgreSQL's catalogue. */
final class PostgresCatalogue implements LiveCatalogue {

  private static final String OURS =
      "c.relnamespace = 'public'::regnamespace AND c.relname NOT LIKE 'flyway%'";

  @Override
  public List<String> columns(Connection connection) throws SQLException {
    return Rows.sorted(
        connection,
        """
        SELECT c.relname, a.attnum, a.attname,
          CASE WHEN pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%%' AND a.atttypid = 'int4'::regtype THEN 'serial'
            WHEN a.atttypid = 'timestamptz'::regtype THEN 'timestamp'
            ELSE replace(format_type(a.atttypid, a.atttypmod), 'character varying', 'varchar') END,
          CASE WHEN a.attnotnull THEN 'no' ELSE 'yes' END,
          CASE WHEN pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%%' THEN ''
            ELSE coalesce(replace(pg_get_expr(d.adbin, d.adrelid), '::character varying', ''), '') END
        FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
          LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND %s"""
            .formatted(OURS));
  }

  @Override
  public List<String> constraints(Connection connection) throws SQLException {
    return Rows.sorted(
        connection,
        """
        SELECT c.relname,
          CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique' WHEN 'c' THEN 'check'
            ELSE 'foreign key' END,
          k.conname,
          CASE k.contype WHEN 'c' THEN '' ELSE (SELECT string_agg(a.attname, ',' ORDER BY place)
            FROM unnest(k.conkey) WITH ORDINALITY AS key(number, place)
              JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = key.number) END,
          coalesce(r.relname, ''),
          coalesce((SELECT string_agg(a.attname, ',' ORDER BY place)
            FROM unnest(k.confkey) WITH ORDINALITY AS key(number, place)
              JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = key.number), ''),
          CASE k.contype WHEN 'f' THEN replace(k.confdeltype::text, 'a', 'no action') ELSE '' END,
          CASE k.contype WHEN 'f' THEN replace(k.confupdtype::text, 'a', 'no action') ELSE '' END
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
          LEFT JOIN pg_class r ON r.oid = k.confrelid
        WHERE k.contype <> 'n' AND %s"""
            .formatted(OURS));
  }

  @Override
  public List<String> indexes(Connection connection) throws SQLException {
    return Rows.sorted(
        connection,
        """
        SELECT c.relname, n.relname,
          (SELECT string_agg(replace(pg_get_indexdef(i.indexrelid, place, true), '::text', ''), ',' ORDER BY place)
            FROM generate_series(1, i.indnkeyatts) AS place),
          CASE WHEN i.indisunique THEN 'yes' ELSE 'no' END,
          coalesce(btrim(pg_get_expr(i.indpred, i.indrelid), '()'), '')
        FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid JOIN pg_class n ON n.oid = i.indexrelid
        WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.indexrelid AND k.contype <> 'f')
          AND %s"""
            .formatted(OURS));
  }

  @Override
  public List<String> objects(Connection connection) throws SQLException {
    return Rows.sorted(
        connection,
        """
        SELECT relkind::text, relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT 'type', typname FROM pg_type WHERE typnamespace = 'public'::regnamespace
        UNION ALL SELECT 'function', proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace""");
  }
}
