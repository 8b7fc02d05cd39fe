global using Microsoft.Extensions.Logging;
global using LockedRoom = UpperBack.Live.Rooms.Room.LockedRoom;
