package io.ztoq.schema.inspect;

import io.ztoq.schema.EngineTables;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Describes schemas by the catalogue of PostgreSQL; what belongs to an extension is left out. */
final class PostgresCatalogue {

  private static final String NAME =
      "CASE WHEN n.nspname = current_schema() THEN '' ELSE n.nspname || '.' END || ";

  private static final String OURS =
      EngineTables.NAMES.stream().sorted().collect(Collectors.joining("', '", "('", "')"));

  /** Conditions on c (pg_class) and n (pg_namespace); one parameter, the schemas. */
  private static final String TABLES =
      """
       n.nspname = ANY (?) AND c.relname NOT IN %s AND NOT EXISTS (SELECT 1 FROM pg_depend e
         WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid AND e.deptype = 'e')
      """
          .formatted(OURS);

  private static final String FROM_CLASS =
      " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace ";

  private static final List<String> QUERIES =
      List.of(
          "SELECT 'schema', n.nspname, '', '' FROM pg_namespace n WHERE n.nspname = ANY (?) AND n.nspname <> current_schema() AND n.nspname <> 'public'",
          """
          SELECT 'table', %1$sc.relname, %1$sc.relname, concat_ws(' ',
            CASE c.relkind WHEN 'f' THEN 'foreign' END, CASE WHEN c.relpersistence = 'u' THEN 'unlogged' END,
            CASE WHEN c.relkind = 'p' THEN 'partition by ' || pg_get_partkeydef(c.oid) END,
            CASE WHEN c.relispartition THEN 'partition ' || pg_get_expr(c.relpartbound, c.oid) END,
            CASE WHEN c.relrowsecurity THEN 'row level security' END,
            (SELECT 'inherits ' || string_agg(i.inhparent::regclass::text, ', ' ORDER BY i.inhseqno)
             FROM pg_inherits i WHERE i.inhrelid = c.oid))
          %2$s WHERE c.relkind IN ('r', 'p', 'f') AND %3$s
          """
              .formatted(NAME, FROM_CLASS, TABLES),
          """
          SELECT 'column', %1$sc.relname || '.' || a.attname, %1$sc.relname, concat_ws(' ',
            format_type(a.atttypid, a.atttypmod),
            CASE WHEN a.attcollation <> t.typcollation
              THEN 'collate ' || (SELECT collname FROM pg_collation WHERE oid = a.attcollation) END,
            CASE WHEN a.attnotnull THEN 'not null' END,
            CASE a.attidentity WHEN 'a' THEN 'identity always' WHEN 'd' THEN 'identity by default' END,
            CASE WHEN d.adbin IS NOT NULL THEN CASE WHEN a.attgenerated <> '' THEN 'generated ' ELSE 'default ' END
              || pg_get_expr(d.adbin, d.adrelid) END)
          %2$s JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
          JOIN pg_type t ON t.oid = a.atttypid
          LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
          WHERE c.relkind IN ('r', 'p', 'f') AND %3$s
          """
              .formatted(NAME, FROM_CLASS, TABLES),
          """
          SELECT CASE k.contype WHEN 'p' THEN 'primary key' WHEN 'u' THEN 'unique constraint'
              WHEN 'f' THEN 'foreign key' WHEN 'c' THEN 'check constraint' ELSE 'constraint' END,
            %1$sc.relname || '.' || k.conname, %1$sc.relname, pg_get_constraintdef(k.oid, true)
          %2$s JOIN pg_constraint k ON k.conrelid = c.oid
          WHERE k.contype IN ('p', 'u', 'f', 'c', 'x') AND %3$s
          """
              .formatted(NAME, FROM_CLASS, TABLES),
          """
          SELECT 'index', %1$si.relname, %1$sc.relname,
            pg_get_indexdef(x.indexrelid) || CASE WHEN x.indisvalid THEN '' ELSE ' (not valid)' END
          %2$s JOIN pg_index x ON x.indrelid = c.oid JOIN pg_class i ON i.oid = x.indexrelid
          WHERE NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = i.oid AND k.contype IN ('p', 'u', 'x'))
          AND %3$s
          """
              .formatted(NAME, FROM_CLASS, TABLES),
          """
          SELECT CASE c.relkind WHEN 'm' THEN 'materialized view' ELSE 'view' END, %1$sc.relname, %1$sc.relname,
            regexp_replace(pg_get_viewdef(c.oid, true), '\\s+', ' ', 'g')
          %2$s WHERE c.relkind IN ('v', 'm') AND %3$s
          """
              .formatted(NAME, FROM_CLASS, TABLES),
          """
          SELECT 'trigger', %1$sc.relname || '.' || t.tgname, %1$sc.relname, pg_get_triggerdef(t.oid)
            || CASE t.tgenabled WHEN 'D' THEN ' (disabled)' ELSE '' END
          %2$s JOIN pg_trigger t ON t.tgrelid = c.oid AND NOT t.tgisinternal WHERE %3$s
          """
              .formatted(NAME, FROM_CLASS, TABLES),
          """
          SELECT 'rule', %1$sc.relname || '.' || r.rulename, %1$sc.relname, pg_get_ruledef(r.oid)
          %2$s JOIN pg_rewrite r ON r.ev_class = c.oid AND r.rulename <> '_RETURN' WHERE %3$s
          """
              .formatted(NAME, FROM_CLASS, TABLES),
          """
          SELECT 'policy', %1$sc.relname || '.' || p.polname, %1$sc.relname, concat_ws(' ', p.polcmd::text,
            CASE WHEN p.polpermissive THEN 'permissive' ELSE 'restrictive' END,
            'using ' || pg_get_expr(p.polqual, c.oid), 'check ' || pg_get_expr(p.polwithcheck, c.oid))
          %2$s JOIN pg_policy p ON p.polrelid = c.oid WHERE %3$s
          """
              .formatted(NAME, FROM_CLASS, TABLES),
          """
          SELECT 'sequence', %1$sc.relname, '', concat_ws(' ', format_type(s.seqtypid, NULL), 'start', s.seqstart, 'by', s.seqincrement,
            'from', s.seqmin, 'to', s.seqmax, CASE WHEN s.seqcycle THEN 'cycle' END, 'owned by ' ||
            (SELECT d.refobjid::regclass::text || '.' || a.attname FROM pg_depend d JOIN pg_attribute a
               ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
             WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i')))
          %2$s JOIN pg_sequence s ON s.seqrelid = c.oid
          WHERE NOT EXISTS (SELECT 1 FROM pg_depend d JOIN pg_class o ON o.oid = d.refobjid
            WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype IN ('a', 'i') AND o.relname IN %4$s)
          AND %3$s
          """
              .formatted(NAME, FROM_CLASS, TABLES, OURS),
          """
          SELECT CASE p.prokind WHEN 'p' THEN 'procedure' WHEN 'a' THEN 'aggregate' ELSE 'function' END,
            %1$sp.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', '',
            CASE WHEN p.prokind = 'a' THEN pg_get_function_result(p.oid) ELSE pg_get_functiondef(p.oid) END
          FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
          WHERE n.nspname = ANY (?) AND p.proname <> '%2$s' AND NOT EXISTS (SELECT 1 FROM pg_depend e
            WHERE e.classid = 'pg_proc'::regclass AND e.objid = p.oid AND e.deptype = 'e')
          """
              .formatted(NAME, EngineTables.FUNCTION),
          """
          SELECT CASE t.typtype WHEN 'e' THEN 'enum' WHEN 'd' THEN 'domain' WHEN 'c' THEN 'composite type' ELSE 'type' END,
            %1$st.typname, '', CASE t.typtype
            WHEN 'e' THEN (SELECT string_agg(quote_literal(l.enumlabel), ', ' ORDER BY l.enumsortorder)
                           FROM pg_enum l WHERE l.enumtypid = t.oid)
            WHEN 'd' THEN concat_ws(' ', format_type(t.typbasetype, t.typtypmod), CASE WHEN t.typnotnull THEN 'not null' END,
              'default ' || t.typdefault, (SELECT string_agg(pg_get_constraintdef(k.oid), ' ' ORDER BY k.conname)
                           FROM pg_constraint k WHERE k.contypid = t.oid))
            WHEN 'c' THEN (SELECT string_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod), ', ' ORDER BY a.attnum)
                           FROM pg_attribute a WHERE a.attrelid = t.typrelid AND a.attnum > 0 AND NOT a.attisdropped)
            ELSE '' END
          FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace LEFT JOIN pg_class c ON c.oid = t.typrelid
          WHERE n.nspname = ANY (?) AND (t.typtype IN ('e', 'd', 'r') OR t.typtype = 'c' AND c.relkind = 'c')
          AND NOT EXISTS (SELECT 1 FROM pg_depend e
            WHERE e.classid = 'pg_type'::regclass AND e.objid = t.oid AND e.deptype = 'e')
          """
              .formatted(NAME));

  private final Connection connection;

  PostgresCatalogue(Connection connection) {
    this.connection = connection;
  }

  SchemaSnapshot snapshot(Collection<String> more) throws SQLException {
    SortedSet<String> schemas = new TreeSet<>(more);
    schemas.addAll(
        Rows.list(
            connection, "SELECT COALESCE(current_schema(), 'public')", row -> row.getString(1)));
    SortedSet<SchemaObject> objects = new TreeSet<>();
    Array names = connection.createArrayOf("text", schemas.toArray());
    for (String query : QUERIES) {
      objects.addAll(
          Rows.list(
              connection,
              query,
              row ->
                  new SchemaObject(
                      row.getString(1),
                      row.getString(2),
                      row.getString(3),
                      String.valueOf(row.getString(4)).strip()),
              names));
    }
    return new SchemaSnapshot(objects, used(schemas));
  }

  /** Only schemas with something in them. */
  SortedSet<String> used(SortedSet<String> schemas) throws SQLException {
    Array names = connection.createArrayOf("text", schemas.toArray());
    return new TreeSet<>(
        Rows.list(
            connection,
            """
            SELECT n.nspname FROM pg_namespace n WHERE n.nspname = ANY (?) AND (n.nspname = current_schema()
              OR EXISTS (SELECT 1 FROM pg_class c WHERE c.relnamespace = n.oid)
              OR EXISTS (SELECT 1 FROM pg_proc p WHERE p.pronamespace = n.oid))
            """,
            row -> row.getString(1),
            names));
  }

  SortedSet<String> allSchemas() throws SQLException {
    return new TreeSet<>(
        Rows.list(
            connection,
            "SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%' AND nspname <> 'information_schema'",
            row -> row.getString(1)));
  }
}
