using System.Text.Json;
using HourExchange.Client.Ledger;

namespace HourExchange.Portal.Accounts;

/// <summary>What the parties sign, read from the signed text itself: what is shown is what is signed.</summary>
public static class SignedContent
{
    extension(StatementView statement)
    {
        /// <summary>Null while nothing is drafted.</summary>
        public StatementContent? Content => statement.SignedText is { } text ? JsonSerializer.Deserialize<StatementContent>(text) : null;

        /// <summary>Whether every party has signed the content.</summary>
        public bool IsSignedByAll => statement.Content is { } content && content.Parties.All(party => statement.Signatures.Any(one => one.Institution == party && one.Signs == "content"));
    }
}
