-- The audit journal (section 9 of the contract): append-only, one partition a month so that retention drops whole months.

create sequence audit_entries_id;

create table audit_entries (
    id          bigint not null default nextval('audit_entries_id'),
    at          timestamptz not null default now(),
    token_id    bigint,
    token_name  text,
    address     text,
    request_id  text not null,
    action      text not null,
    object_type text not null,
    object_id   bigint not null,
    changes     jsonb not null
) partition by range (at);

alter sequence audit_entries_id owned by audit_entries.id;

-- Whatever no month's partition takes lands here, so that a missed maintenance run never fails a save.
create table audit_entries_default partition of audit_entries default;

create index audit_entries_by_id on audit_entries (id);
create index audit_entries_by_object on audit_entries (object_type, object_id, id);

create function audit_entries_refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'The audit journal is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end
$$;

create trigger audit_entries_append_only before update or delete on audit_entries
    for each row execute function audit_entries_refuse_change();
create trigger audit_entries_no_truncate before truncate on audit_entries
    for each statement execute function audit_entries_refuse_change();
