using HourExchange.Words;
using HourExchange.Words.Reading;
using Microsoft.AspNetCore.Components;

namespace HourExchange.Portal.Pages;

/// <summary>What every page is given.</summary>
/// <typeparam name="TModel">What it shows.</typeparam>
public abstract class HousePage<TModel> : ComponentBase
{
    [Parameter]
    public Seen Seen { get; set; } = null!;

    [Parameter]
    public TModel Model { get; set; } = default!;

    protected Wording Words => Seen.Words;

    protected Spelling Spelling => Seen.Spelling;
}
