using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Years.Reading;
using HourExchange.Plumbing.Sheets;
using HourExchange.Words.Reading;

namespace HourExchange.Ledger.Years.Printing;

/// <summary>Who has signed what and when, and room for signatures by hand.</summary>
internal static class SignatureSections
{
    public static IEnumerable<Section> Of(StatementView statement, StatementHead head, StatementWords words)
    {
        if (statement.Signatures.Count > 0)
        {
            yield return new Section(words["Heading.signed"], [new TableBlock(Signed(statement, words))]);
        }

        yield return new Section(words["Heading.signatures"],
        [
            WhatIsOpen(statement, head, words) is { } open
                ? new Paragraph(open)
                : new Signatures([.. head.Parties.Select(party => ($"{party}, {FunctionOf(party, head, words)}", words["Sign.below"]))]),
        ]);
    }

    /// <summary>Nobody signs by hand what is not whole.</summary>
    private static string? WhatIsOpen(StatementView statement, StatementHead head, StatementWords words) => (statement.State, head.Content) switch
    {
        (YearState.Open, _) or (_, null) => words["Sign.notDrafted"],
        ("reopened", _) => words["Sign.reopened"],
        (_, { OpenLines: > 0 and var lines }) => words.Say("Sign.open", Spelling.Count(lines)),
        _ => null,
    };

    private static string FunctionOf(string party, StatementHead head, StatementWords words) =>
        head.Signatories.FirstOrDefault(one => one.Institution == party)?.Function ?? words["Sign.finance"];

    private static Table Signed(StatementView statement, StatementWords words) => Table.Of("signatures", words["Heading.signed"],
        [words.Text("institution"), words.Text("signs"), words.Text("signedAt")],
        statement.Signatures.Select(one => new Row(
            [one.Institution, words[$"Signs.{one.Signs}"], words.Moment(new DateTimeOffset(DateTime.SpecifyKind(one.SignedAt, DateTimeKind.Utc)))])));
}
