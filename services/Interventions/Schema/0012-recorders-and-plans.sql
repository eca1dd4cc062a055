-- Nobody consents for one institution to what the same person recorded for another. Of amendments recorded before, nobody knows.
alter table interventions.agreement_layer add column recorded_for text, add column recorded_by text;

update interventions.agreement_layer as layer set recorded_for = agreement.recorded_by_institution, recorded_by = agreement.recorded_by
from interventions.agreement where agreement.ref = layer.agreement and layer.version = 1;

-- What was planned stands beside what was delivered. Of lines delivered before, nobody knows.
alter table interventions.intervention add column planned_date date, add column planned_minutes integer;

alter table interventions.intervention add constraint a_plan_has_a_day_and_minutes
    check ((planned_date is null) = (planned_minutes is null) and planned_minutes between 1 and 1440);

comment on column interventions.intervention.planned_minutes is 'As it was requested and approved; null where it was registered as delivered.';

update interventions.intervention set planned_date = date, planned_minutes = taught_minutes where state in ('requested', 'approved');
