using HourExchange.Interventions;
using HourExchange.Interventions.Contributors.Forgetting;

// The page that is printed from the code (./hx openapi writes it).
if (args is ["states"])
{
    Console.Write($"{HourExchange.Interventions.Lines.Domain.StatesPage.Print()}\n{HourExchange.Interventions.Agreements.Domain.LayerLife.Print()}");
    return 0;
}

// ./hx restore applies the list of the forgotten to what came out of the backup.
if (args is ["forget-again", var forgotten])
{
    return await ForgetAgain.FromFile(forgotten);
}

return await InterventionsService.Host.Main(args);
