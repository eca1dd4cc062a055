namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>
/// What every institution concerned consents to, over the hash of its JSON text: each can check its own share against it
/// without seeing the others'.
/// </summary>
/// <param name="IsFewest">No plan has fewer payments (docs/decisions/0019-netting-exact-to-twelve.md).</param>
/// <param name="Shares">One for each institution concerned, by its code.</param>
internal sealed record NettingContent(string Currency, bool IsFewest, IReadOnlyList<ShareHash> Shares);

/// <param name="Hash">SHA-256 of the institution's <see cref="ShareContent"/>.</param>
internal sealed record ShareHash(string Institution, string Hash);
