using HourExchange.Interventions.Documents.Domain;
using HourExchange.Plumbing.Security;

namespace HourExchange.Interventions.Documents.Reading;

/// <summary>A document as its table has it, without its content.</summary>
internal sealed record DocumentRow(
    Guid Id, int Number, string Title, string MediaType, int SizeBytes, string Hash, string AttachedByInstitution, string? WithdrawalReason, string? WithdrawnBy,
    DateTime? WithdrawnAt)
{
    public const string Columns =
        "id, number, title, media_type, size_bytes, hash, attached_by_institution, withdrawal_reason, withdrawn_by, withdrawn_at";

    public string State => DocumentLife.StateOf(WithdrawnAt is not null);

    public DocumentView ToView(Caller caller) => new(
        Id, Number, Title, MediaType, SizeBytes, Hash, State, AttachedByInstitution,
        WithdrawnAt is { } at ? new WithdrawalView(WithdrawnBy!, at, WithdrawalReason!) : null,
        DocumentLife.ActsOf(State, AttachedByInstitution, caller.Institution, caller.Role));
}
