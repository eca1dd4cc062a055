using HourExchange.Ledger.Books.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Years.Domain;

/// <summary>A year with all that decides what somebody may do with it now, by the same rules as when it is done.</summary>
/// <param name="Years">The book's years that have been begun to close.</param>
/// <param name="DraftedBy">Subject of who drafted its statement, where it has one.</param>
/// <param name="Signatures">Under that statement.</param>
/// <param name="IsSettled">Whether a settlement of it is paid or netted.</param>
internal sealed record YearAtHand(
    YearSpan Span, AgreementYears Agreement, IReadOnlyList<BookYear> Years, IReadOnlyList<string> Parties, string? DraftedBy,
    IReadOnlyList<Signature> Signatures, bool IsSettled)
{
    public string State => Years.FirstOrDefault(year => year.Year == Span.Label)?.State ?? YearState.Open;

    [ForeseesRefusals]
    public IReadOnlyList<string> ActsOf(string institution, string role, string subject, DateOnly today) => YearLife.Table.ActsOf(State, role, act => act switch
    {
        YearAct.Draft => DraftRules.CheckOrder(Span, Agreement, Years, today) is null,
        YearAct.Sign => Asked(Signature.OfContent).CheckPerson(institution, subject) is null,
        YearAct.Countersign => Asked(Signature.OfRoot).CheckPerson(institution, subject) is null,
        YearAct.Close => Asked(Signature.OfContent).Waiting.Count == 0,
        YearAct.Reopen => ReopenRules.Check(Years, Span.Label, IsSettled) is null,
        _ => true,
    });

    private Plumbing.Consenting.Consents Asked(string signs) => SignatureRules.Asked("", Parties, DraftedBy!, [.. Signatures.Where(one => one.Signs == signs)]);
}
