"""What people of the demo say and write, to be drawn from."""

from __future__ import annotations

SEEN = (
    "Late or absent on 9 of the last 40 sessions. Leaves lessons on most Mondays.",
    "Came to school without a coat three days running, and said there was no heating at home.",
    "Mum missed four of the last six appointments. She no longer opens letters.",
    "Two calls to the address since September. No offence. The children were frightened.",
    "Rent is nine weeks behind, and nobody answers the door. A neighbour says the family is there.",
    "He told his form tutor that he sleeps on the sofa and looks after his sister at night.",
    "Baby has not gained weight since the last check. Mum is very tired and on her own.",
    "She stopped coming to lessons after half-term. Friends say that she is out until late.",
    "Dad lost his job in the summer. The family has used the food bank four times.",
    "Both children are often collected late, and the younger one cries when it is time to go home.",
)
WANTED = (
    "I want one person, and I want them to turn up when they say.",
    "I just need somebody to help me with the letters.",
    "I’d like him back in school, and I’d like to sleep.",
    "We want to stay in this house.",
    "Somebody who talks to the school for me.",
    "I want it to be quiet at home.",
    "Help me find work that fits round the kids.",
    "I don’t want to be judged.",
)
HAPPENING = (
    "Hard since the separation. Money is short, and the school worries about mornings.",
    "Three moves in two years. The children changed schools twice and have few friends.",
    "Mum’s health has been poor since the birth. The older children help a lot, perhaps too much.",
    "There are debts from before. Letters went unopened, and now the home is at risk.",
    "The parents argue about the children’s time with each of them. Both want that to stop.",
)
STRENGTHS = (
    "Gran lives near and helps each week.",
    "The children are close, and look out for each other.",
    "Mum asks for help when she needs it.",
    "They eat together on most days.",
    "Dad never misses a match.",
)
NOTES = {
    "what_happened": (
        "We went through the week together. It was better than the last one.",
        "We opened four letters, and rang the landlord from the kitchen table.",
        "Short visit. Everyone was tired. We agreed to talk again on Thursday.",
        "We walked to school together and met the form tutor at the gate.",
        "We filled in the form for the school meals. It took less time than feared.",
        "Talked about the court date, and who can look after the little ones that day.",
    ),
    "home": (
        "Warm and tidy. The washing machine works again.",
        "Damp in the back bedroom. The landlord has been told.",
        "Beds for all of the children now.",
    ),
    "worries": (
        "Late on most mornings. Mum is short of money before the end of the month.",
        "Sleeps badly, and is on the phone until late.",
        "An old friend has come back, and the children don’t like it.",
    ),
    "strengths": (
        "Got up by himself three days out of five.",
        "She rang the school before they rang her.",
        "Everyone was at the table when I came.",
    ),
    "child_voice": (
        "“First lesson is the worst. Everyone stares when I come in late.”",
        "“I like it when it’s just me and Mum.”",
        "“I want to do football again.”",
        "“I don’t like the shouting.”",
    ),
    "agreed": (
        "Mum rings the school by 8:30 on a bad morning. I ask about a late start.",
        "We look at the budget next week, with all the letters on the table.",
    ),
}
ACTIONS = (
    "Ring the school about a late start on Mondays", "Send the CAMHS letter", "Book the dentist",
    "Bring the rent statement", "Ask the landlord about the damp",
    "Send the school meeting notes", "Find out about the breakfast club",
    "Write down what we spend for two weeks", "Ask the GP for a new appointment",
    "Go to the parents’ group once", "Apply for free school meals",
    "Look at three jobs together", "Ask for a place at the holiday club",
    "Return the form to the Jobcentre",
)  # fmt: skip
REMEMBER = ("Bring the rent statement", "", "Ask about the new school", "Speak to each child alone")
GOALS = {
    "1a": "In lessons on most days, with one adult to go to.",
    "2c": "Talks and plays like other children of the same age.",
    "3a": "Sleeps, eats, and has someone to talk to when it gets too much.",
    "3b": "In the right care, and feeling better.",
    "4a": "Drinks less, and has help with it.",
    "5a": "Mornings and bedtimes without shouting.",
    "6a": "Everyone is safe at home, and social care can step back.",
    "7c": "Out of trouble, and busy after school.",
    "9b": "The family keeps its home and knows what it owes.",
    "10a": "Work that fits round the children.",
    "10b": "A budget that holds to the end of the month.",
}
NEED_WHY = {
    "1a": "The register shows less than 90%.",
    "2c": "The two-year check found that speech is late.",
    "3a": "Self-harm last spring. The school nurse asked for help.",
    "3b": "Low mood since the birth.",
    "4a": "Drinks every evening, and wants to stop.",
    "5a": "Mum asked for help with mornings.",
    "6a": "Was on a child in need plan.",
    "7c": "Cautioned in the last year.",
    "9b": "Rent arrears, and a letter about the home.",
    "10a": "On Universal Credit, and wants to work.",
    "10b": "Debts that the family can’t manage.",
}
LESS = (
    "One service meets this. The school nurse has agreed to see them.",
    "The family does not want more now. They know how to come back.",
    "Already with social care, who will ask us when they step back.",
    "A parenting course was offered and taken.",
)
OFFERS = (
    "Parents’ group at the children’s centre", "A call from the school nurse",
    "Money advice at the library",
)  # fmt: skip
