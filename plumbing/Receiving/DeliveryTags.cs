namespace HourExchange.Plumbing.Receiving;

/// <summary>
/// Which deliveries of a channel are settled (acknowledged or given back), so that acknowledging all up to one never takes
/// in a message that is still being worked. Tags count from 1 without a gap (AMQP 0-9-1, delivery-tag).
/// </summary>
internal sealed class DeliveryTags
{
    private readonly HashSet<ulong> _ahead = [];
    private ulong _allThrough;

    /// <param name="tags">Not settled before.</param>
    /// <returns>
    /// The one of <paramref name="tags"/> through which all are settled, if there is such, to be acknowledged with all before it;
    /// and those after it, to be acknowledged alone.
    /// </returns>
    public (ulong? Through, IReadOnlyList<ulong> Alone) Settle(IReadOnlyCollection<ulong> tags)
    {
        _ahead.UnionWith(tags);
        while (_ahead.Remove(_allThrough + 1))
        {
            _allThrough++;
        }

        // Not _allThrough itself: it may have been settled before, and the broker takes a tag once.
        ulong? through = null;
        foreach (var tag in tags)
        {
            through = tag <= _allThrough && !(tag < through) ? tag : through;
        }

        return (through, [.. tags.Where(tag => tag > _allThrough)]);
    }
}
