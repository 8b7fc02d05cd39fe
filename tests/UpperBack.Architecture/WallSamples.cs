#pragma warning disable CA1812, CS9113, IDE0130

// Two folders that know each other, and a type that gets what it needs behind everybody's back.
namespace UpperBack.Architecture.Samples.Walls.Left
{
    internal sealed class CallsRight
    {
        public Right.CallsLeft? Other { get; init; }
    }
}

namespace UpperBack.Architecture.Samples.Walls.Right
{
    internal sealed class CallsLeft
    {
        public Left.CallsRight? Other { get; init; }
    }

    internal sealed class Fetches(IServiceProvider provider)
    {
        public object? Fetch() => provider.GetService(typeof(CallsLeft));
    }
}

namespace UpperBack.Architecture.Samples
{
    internal sealed class RoomKeeper
    {
        public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

        public const int MostRooms = 3;

        public static void LookNow() { }
    }
}
