-- What audit/list asks for a page: the records and their number, with the service's own statements. A null turns a filter off.
select id, at, token_id, token_name, address, request_id, action, object_type, object_id, changes
from audit_entries
where (:object_type::text is null or object_type = :object_type)
  and (:object_id::bigint is null or object_id = :object_id)
  and (:action::text is null or action = :action)
  and (:token_id::bigint is null or token_id = :token_id)
  and (:since::timestamptz is null or at >= :since)
  and (:until::timestamptz is null or at < :until)
  and id >= 1 order by id limit 100;
select count(*)
from audit_entries
where (:object_type::text is null or object_type = :object_type)
  and (:object_id::bigint is null or object_id = :object_id)
  and (:action::text is null or action = :action)
  and (:token_id::bigint is null or token_id = :token_id)
  and (:since::timestamptz is null or at >= :since)
  and (:until::timestamptz is null or at < :until);
