using HourExchange.Contracts.Interventions.V1;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Commitments.Keeping;
using HourExchange.Interventions.Committees.Keeping;
using HourExchange.Interventions.Committees.Meeting;
using HourExchange.Interventions.Committees.PlanningActions;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing.Broker;
using Npgsql;

namespace HourExchange.Interventions.Contributors.Forgetting;

/// <summary>A column in which people write in their own words.</summary>
/// <param name="Scope">Which rows of it belong to the agreements of <c>@institution</c>; the row is called <c>place</c>.</param>
/// <param name="IsJson">Only the texts of <see cref="Domain.FreeTexts"/> inside.</param>
/// <param name="AsWritten">What is written back, <c>struck.text</c> being the new text.</param>
/// <param name="Tell">Tells again of what had a name struck from its texts, by ids; null where no event carries the text.</param>
/// <param name="Told">The column that says of what it is a text.</param>
internal sealed record TextPlace(
    string Table, string Column, string Scope, bool IsJson = false, string AsWritten = "normalize(struck.text, nfc)",
    Func<NpgsqlTransaction, IReadOnlyCollection<Guid>, Task>? Tell = null, string Told = "id")
{
    // Kept for a day when they are sent.
    private static readonly string OfTellingEvent = $"""
        place.contract in ('{Wire.ContractOf(typeof(CommitmentChanged))}', '{Wire.ContractOf(typeof(ActionChanged))}', '{Wire.ContractOf(typeof(MeetingRecorded))}',
            '{Wire.ContractOf(typeof(CommitteeChanged))}', '{Wire.ContractOf(typeof(MeansNoted))}')
        and place.body::jsonb ->> 'agreement' in {AgreementAccess.Own}
        """;

    private const string OfAgreement = $"place.agreement in {AgreementAccess.Own}";

    private const string OfLine = $"place.intervention in (select line.id from interventions.intervention as line where line.agreement in {AgreementAccess.Own})";

    /// <summary>
    /// Not among them: what was hashed and consented to (the agreement's content), attached files, and codes. Kept answers
    /// do not say whose they are: all are looked at.
    /// </summary>
    public static IReadOnlyList<TextPlace> All { get; } =
    [
        // First: a list that is being accepted holds these rows, and its lines are there once it lets go of them.
        new("interventions.stored_import_row", "line", Below("stored_import"), true, "normalize(struck.text, nfc)"),
        new("interventions.stored_import_row", "becomes", Below("stored_import"), true, "normalize(struck.text, nfc)"),
        new("interventions.stored_import_row", "cells", Below("stored_import"), true, "normalize(struck.text, nfc)"),
        .. LineFields.All.Where(field => field.IsFreeText).Select(field => new TextPlace("interventions.intervention", field.Column, OfAgreement)),
        new("interventions.line_history", "reason", OfLine),
        new("interventions.line_history", "before", OfLine, true, "normalize(struck.text, nfc)::jsonb"),
        new("interventions.line_history", "after", OfLine, true, "normalize(struck.text, nfc)::jsonb"),
        new("interventions.dispute_message", "text", OfLine),
        new("interventions.proposed_change", "content", OfLine, true, "normalize(struck.text, nfc)::jsonb"),
        // A committee has one name: two that differed by the person's name alone now differ by their numbers.
        new("interventions.committee", "name", OfAgreement, AsWritten: "normalize(struck.text, nfc) || ' (' || place.number || ')'", Tell: CommitteeAnnouncement.Add),
        new("interventions.committee", "dissolution_reason", OfAgreement),
        new("interventions.committee_seat", "role", OfAgreement),
        // In the order in which a correction takes them: decisions, the meeting, what stood before.
        new("interventions.decision", "text", Below("meeting"), Tell: MeetingAnnouncement.Add, Told: "meeting"),
        new("interventions.meeting", "note", OfAgreement),
        new("interventions.meeting_history", "content", Below("meeting"), true, "normalize(struck.text, nfc)::jsonb"),
        new("interventions.meeting_history", "reason", Below("meeting")),
        new("interventions.action", "text", OfAgreement, Tell: ActionAnnouncement.Add),
        new("interventions.action_state", "remark", Below("action"), Tell: ActionAnnouncement.Add, Told: "action"),
        new("interventions.commitment", "text", OfAgreement, Tell: CommitmentAnnouncement.Add),
        new("interventions.commitment_remark", "text", Below("commitment"), Tell: CommitmentAnnouncement.Add, Told: "commitment"),
        new("interventions.in_kind_means", "what", OfAgreement, Tell: MeansAnnouncement.Add),
        new("interventions.document", "title", OfAgreement),
        new("interventions.document", "withdrawal_reason", OfAgreement),
        new("plumbing.idempotent_answer", "answer", "true", true),
        new("plumbing.outbox", "body", OfTellingEvent, true),
    ];

    private static string Below(string parent) =>
        $"place.{parent} in (select above.id from interventions.{parent} as above where above.agreement in {AgreementAccess.Own})";
}
