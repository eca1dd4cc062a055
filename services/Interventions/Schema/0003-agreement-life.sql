-- Committees, meetings and the action plan. People stand here by code, never by name.
create table interventions.committee (
    id uuid not null,
    agreement text not null references interventions.agreement,
    number int not null,
    kind text not null,
    name text not null,
    formed_by_institution text not null,
    formed_by text not null,
    formed_at timestamptz not null,
    constraint a_committee_has_an_id primary key (id),
    constraint a_committee_has_one_number unique (agreement, number),
    constraint a_committee_has_one_name unique (agreement, name),
    constraint a_committee_is_of_its_agreement unique (agreement, id),
    constraint a_committee_is_of_a_known_kind check (kind in ('steering', 'monitoring', 'thematic'))
);

create table interventions.committee_seat (
    committee uuid not null references interventions.committee,
    agreement text not null,
    position int not null,
    institution text not null,
    seats int not null,
    role text not null,
    constraint a_seat_rule_has_one_position primary key (committee, position),
    constraint seats_are_of_the_committees_agreement foreign key (agreement, committee) references interventions.committee (agreement, id),
    constraint seats_belong_to_parties foreign key (agreement, institution) references interventions.agreement_party,
    constraint a_rule_gives_1_to_50_seats check (seats between 1 and 50)
);

create table interventions.committee_person (
    committee uuid not null references interventions.committee,
    position int not null,
    standing text not null,
    institution text not null,
    code text not null,
    constraint a_person_stands_in_one_position primary key (committee, position),
    constraint a_person_stands_once_in_a_committee unique (committee, institution, code),
    constraint a_standing_is_known check (standing in ('member', 'invitee', 'resource'))
);

create table interventions.meeting (
    id uuid not null,
    agreement text not null,
    number int not null,
    committee uuid not null,
    held_on date not null,
    note text,
    recorded_by_institution text not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    constraint a_meeting_has_an_id primary key (id),
    constraint a_meeting_has_one_number unique (agreement, number),
    constraint a_meeting_is_of_its_agreement unique (agreement, id),
    constraint a_committee_meets_under_its_agreement foreign key (agreement, committee) references interventions.committee (agreement, id)
);

create table interventions.meeting_participant (
    meeting uuid not null references interventions.meeting,
    position int not null,
    institution text not null,
    code text not null,
    constraint a_participant_has_one_position primary key (meeting, position),
    constraint a_participant_takes_part_once unique (meeting, institution, code)
);

create table interventions.decision (
    meeting uuid not null references interventions.meeting,
    number int not null,
    text text not null,
    constraint a_decision_has_one_number primary key (meeting, number)
);

create table interventions.action (
    id uuid not null,
    agreement text not null references interventions.agreement,
    number int not null,
    meeting uuid,
    text text not null,
    responsible text not null,
    due_on date not null,
    planned_by_institution text not null,
    planned_by text not null,
    planned_at timestamptz not null,
    constraint an_action_has_an_id primary key (id),
    constraint an_action_has_one_number unique (agreement, number),
    constraint an_action_is_decided_under_its_agreement foreign key (agreement, meeting) references interventions.meeting (agreement, id),
    constraint a_party_is_responsible foreign key (agreement, responsible) references interventions.agreement_party
);

-- The highest revision holds.
create table interventions.action_state (
    action uuid not null references interventions.action,
    revision int not null,
    state text not null,
    remark text,
    said_by_institution text not null,
    said_by text not null,
    said_at timestamptz not null,
    constraint an_action_has_one_state_a_revision primary key (action, revision),
    constraint an_action_is_open_done_or_dropped check (state in ('open', 'done', 'dropped'))
);

create table interventions.commitment (
    id uuid not null,
    agreement text not null references interventions.agreement,
    number int not null,
    kind text not null,
    domain text,
    text text not null,
    recorded_by_institution text not null,
    recorded_by text not null,
    recorded_at timestamptz not null,
    constraint a_commitment_has_an_id primary key (id),
    constraint a_commitment_has_one_number unique (agreement, number),
    constraint a_commitment_is_of_a_known_kind check (
        kind in ('joint-event', 'cross-listed-course', 'recruitment-priority', 'research-opening', 'placement', 'other'))
);

create table interventions.commitment_state (
    commitment uuid not null references interventions.commitment,
    revision int not null,
    state text not null,
    said_by_institution text not null,
    said_by text not null,
    said_at timestamptz not null,
    constraint a_commitment_has_one_state_a_revision primary key (commitment, revision),
    constraint a_commitment_has_a_known_state check (state in ('planned', 'running', 'fulfilled', 'abandoned'))
);

-- One remark a year: the highest revision. What it replaced is kept.
create table interventions.commitment_remark (
    commitment uuid not null references interventions.commitment,
    year text not null,
    revision int not null,
    text text not null,
    said_by_institution text not null,
    said_by text not null,
    said_at timestamptz not null,
    constraint a_remark_has_one_revision primary key (commitment, year, revision)
);

create table interventions.in_kind_means (
    id uuid not null,
    agreement text not null,
    number int not null,
    what text not null,
    institution text not null,
    since date not null,
    until date,
    noted_by_institution text not null,
    noted_by text not null,
    noted_at timestamptz not null,
    constraint means_have_an_id primary key (id),
    constraint means_have_one_number unique (agreement, number),
    constraint a_party_gives_the_means foreign key (agreement, institution) references interventions.agreement_party,
    constraint means_end_after_they_begin check (until >= since)
);

create table interventions.document (
    id uuid not null,
    agreement text not null references interventions.agreement,
    number int not null,
    title text not null,
    media_type text not null,
    size_bytes int not null,
    hash text not null,
    content bytea not null,
    attached_by_institution text not null,
    attached_by text not null,
    attached_at timestamptz not null,
    constraint a_document_has_an_id primary key (id),
    constraint a_document_has_one_number unique (agreement, number),
    constraint a_content_is_attached_once unique (agreement, hash),
    constraint a_document_has_1_byte_to_5_megabytes check (size_bytes = octet_length(content) and size_bytes between 1 and 5242880)
);
-- Pages and pictures are compressed already.
alter table interventions.document alter column content set storage external;

-- The highest revision counts.
create table interventions.placement_count (
    agreement text not null,
    year text not null,
    institution text not null,
    kind text not null,
    revision int not null,
    places int not null,
    counted_by_institution text not null,
    counted_by text not null,
    counted_at timestamptz not null,
    constraint a_count_has_one_revision primary key (agreement, year, institution, kind, revision),
    constraint a_party_offers_the_places foreign key (agreement, institution) references interventions.agreement_party,
    constraint an_institution_offers_0_to_10000_places check (places between 0 and 10000)
);

grant select, insert on
    interventions.committee, interventions.committee_seat, interventions.committee_person,
    interventions.meeting, interventions.meeting_participant, interventions.decision,
    interventions.action, interventions.action_state,
    interventions.commitment, interventions.commitment_state, interventions.commitment_remark, interventions.in_kind_means,
    interventions.document, interventions.placement_count
    to ${service};
