-- takes away what is needed to take a migration of tenants back
DROP TABLE ztoq_tenant_quarantine;
DROP TABLE ztoq_tenant_change;
DROP TABLE ztoq_tenant_cursor;
DROP TABLE ztoq_tenant_run;
