using HourExchange.Words;
using Microsoft.AspNetCore.Components;

namespace HourExchange.Identity.Pages;

/// <summary>What every page is given.</summary>
public abstract class HousePage : ComponentBase
{
    [Parameter]
    public Seen Seen { get; set; } = null!;

    /// <summary>What was wrong with what was sent, by field; under the empty name what concerns all of it.</summary>
    [Parameter]
    public IReadOnlyDictionary<string, string> Faults { get; set; } = new Dictionary<string, string>();

    protected Wording Words => Seen.Words;
}
