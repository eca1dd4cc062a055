using HourExchange.Ledger.Years.Domain;

namespace HourExchange.Ledger.Verifying;

/// <summary>Parties sign, each by a person of its own who did not draft, over the hash; all of them before the rows are posted and before the year is closed.</summary>
internal static class CheckSignatures
{
    public static Fault? Find(KeptStatement statement, StatementContent content, IReadOnlyList<Signature> signatures)
    {
        foreach (var sort in signatures.GroupBy(one => one.Signs))
        {
            var expected = sort.Key == Signature.OfContent ? statement.ContentHash : statement.Root;
            foreach (var signature in sort)
            {
                var found = signature.Hash != expected ? signature.Hash
                    : !content.Parties.Contains(signature.Institution) ? "an institution that is no party"
                    : signature.Subject == statement.DraftedBy ? "who drafted it"
                    : sort.Any(other => other.Subject == signature.Subject && other.Institution != signature.Institution) ? "who signed for another party"
                    : null;
                if (found is not null)
                {
                    return new Fault(
                        statement.Book, $"statement_signature {statement.Id} {signature.Institution} {signature.Signs}",
                        $"a person of a party who did not draft, over {expected ?? "nothing yet"}", found);
                }
            }
        }

        var (byContent, byRoot) = (Missing(signatures, content, Signature.OfContent), Missing(signatures, content, Signature.OfRoot));
        if (statement.Number is not null && byContent.Count > 0)
        {
            return new Fault(statement.Book, statement.Row, "every party's signature under the content", $"none of {string.Join(", ", byContent)}");
        }

        DateTime? closed = byRoot.Count > 0 ? null : signatures.Where(one => one.Signs == Signature.OfRoot).Max(one => one.SignedAt);
        return statement.ClosedAt == closed ? null
            : new Fault(statement.Book, statement.Row, $"closed_at {closed:O}, with the last signature under the root", $"{statement.ClosedAt:O}");
    }

    private static IReadOnlyList<string> Missing(IReadOnlyList<Signature> signatures, StatementContent content, string signs) =>
        [.. content.Parties.Except(signatures.Where(one => one.Signs == signs).Select(one => one.Institution))];
}
