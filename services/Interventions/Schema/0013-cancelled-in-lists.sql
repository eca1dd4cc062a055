-- Lines of a list that are known and have ended: who looks an import up sees them too.
alter table interventions.import add column cancelled int not null default 0;

grant update (cancelled) on interventions.import to ${service};
